import { ageOnWall, fittingZone } from './fittingZone';

const NOW = Date.parse('2026-03-10T12:00:00Z') / 1000;

it('tells how old a row is by the clock that wrote it', () => {
  expect(ageOnWall('2026-03-10 20:59:50', 'Asia/Seoul', NOW)).toBe(10);
  expect(ageOnWall('2026-03-10 20:59:50.123456', 'UTC', NOW)).toBe(-32_390);
  expect(ageOnWall('2026-03-10', 'Asia/Seoul', NOW)).toBe(75_600);
});

it.each([
  ['fresh where it was thought to be', '2026-03-10 11:59:50', ['UTC', 'Asia/Seoul'], 'UTC'],
  ['in the future', '2026-03-10 20:59:50', ['UTC', 'Asia/Tokyo', 'Asia/Seoul'], 'Asia/Tokyo'],
  ['hours late, and fresh elsewhere', '2026-03-10 07:59:00', ['UTC', 'America/New_York'], 'America/New_York'],
  ['hours late everywhere', '2026-03-10 01:10:00', ['UTC', 'Asia/Seoul'], 'UTC'],
  ['in the future of the whole world', '2026-03-12 12:00:00', ['UTC'], undefined],
])('finds the zone of a newest row that is %s', (_, wall, likely, zone) => {
  expect(fittingZone(wall, NOW, likely)).toBe(zone);
});

it('looks through all zones for a row in the future of those that are likely', () => {
  const zone = fittingZone('2026-03-10 17:29:00', NOW, ['UTC', 'Europe/Berlin']);
  expect(ageOnWall('2026-03-10 17:29:00', zone ?? '', NOW)).toBe(60);
});
