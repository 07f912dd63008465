import { scriptText } from '../sql/script';
import { READER, readerStatements } from '../sql/readerGrant';
import { privilegesOf } from './privileges';

const row = (privilege: string, place = '*', owner = '', grantee = "'reader'@'10.%'") => ({
  grantee,
  place,
  owner,
  privilege,
});

it('knows an account that reads tables and nothing else', () => {
  expect(privilegesOf([row('USAGE'), row('SELECT', 'shop', 'orders'), row('SHOW VIEW', 'shop', 'orders')])).toEqual({
    account: { user: 'reader', host: '10.%' },
    seesOthers: false,
    writes: [],
    wide: [],
  });
});

it('tells of all that is more than reading, and where', () => {
  expect(
    privilegesOf([
      row('FILE'),
      row('SELECT', 'shop'),
      row('INSERT', 'shop', 'orders'),
      row('DELETE', 'shop', 'orders'),
      row('INSERT', 'shop', 'orders'),
    ])
  ).toMatchObject({
    writes: [
      { scope: '*', privileges: ['FILE'] },
      { scope: 'shop.orders', privileges: ['DELETE', 'INSERT'] },
    ],
    wide: ['shop'],
  });
});

it('blames no account for what others may do', () => {
  expect(privilegesOf([row('USAGE'), row('DROP', '*', '', "'root'@'localhost'")])).toEqual({
    account: undefined,
    seesOthers: true,
    writes: [],
    wide: [],
  });
});

it('prints an account that reads the tables of the catalogue alone', () => {
  expect(scriptText(readerStatements(READER, ['shop.payments', 'shop.orders', 'shop.orders']))).toBe(
    `CREATE USER IF NOT EXISTS 'grafana_reader'@'%' IDENTIFIED BY 'choose a long password';

GRANT SELECT ON \`shop\`.\`orders\` TO 'grafana_reader'@'%';

GRANT SELECT ON \`shop\`.\`payments\` TO 'grafana_reader'@'%';`
  );
});
