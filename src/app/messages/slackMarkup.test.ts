import { piecesOf } from './slackMarkup';

it('shows what Slack would, and no more markup than our messages have', () => {
  expect(
    piecesOf('<!channel> :warning: *Orders &lt;KR&gt;*\nSince <!date^1^{time}|02:03 UTC> · <https://g/a?b=1&c=2|Panel>')
  ).toEqual([
    { kind: 'mention', text: '@channel' },
    { kind: 'text', text: ' ⚠️ ' },
    { kind: 'bold', text: 'Orders <KR>' },
    { kind: 'text', text: '\nSince ' },
    { kind: 'text', text: '02:03 UTC' },
    { kind: 'text', text: ' · ' },
    { kind: 'link', text: 'Panel' },
  ]);
});

it('leaves alone what is no markup', () => {
  expect(piecesOf('2 * 3 :nothing: < 7')).toEqual([{ kind: 'text', text: '2 * 3 :nothing: < 7' }]);
});
