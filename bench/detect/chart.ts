/** One step of a chart; times in epoch seconds. */
export interface ChartStep {
  time: number;
  now: number;
  expected: number;
  /** Below this it breaches. */
  edge: number;
  breach: boolean;
}

const WIDTH = 760;
const HEIGHT = 260;
const LEFT = 44;
const RIGHT = 12;
const TOP = 40;
const BOTTOM = 34;

/** An SVG of what was, what was expected, the band of what is usual, and where it breached. */
export function chartSvg(title: string, steps: readonly ChartStep[]): string {
  const first = steps[0]?.time ?? 0;
  const span = (steps.at(-1)?.time ?? 1) - first;
  const top = Math.max(...steps.flatMap(({ now, expected }) => [now, expected])) * 1.1;
  const x = (time: number) => (LEFT + ((time - first) / span) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (value: number) => (HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const line = (value: (step: ChartStep) => number) =>
    steps.map((step) => `${x(step.time)},${y(value(step))}`).join(' ');
  const band = `${line(({ expected }) => expected)} ${line(({ edge }) => edge)
    .split(' ')
    .reverse()
    .join(' ')}`;
  const width = ((WIDTH - LEFT - RIGHT) / steps.length).toFixed(1);
  const breaches = steps
    .filter(({ breach }) => breach)
    .map(({ time }) => `<rect x="${x(time)}" y="${TOP}" width="${width}" height="${HEIGHT - TOP - BOTTOM}"/>`);
  const hours = steps.filter(({ time }) => time % 3600 === 0);
  const legend = [
    ['<line x1="0" x2="22" y1="-4" y2="-4" class="now"/>', 'now'],
    ['<line x1="0" x2="22" y1="-4" y2="-4" class="expected"/>', 'expected'],
    ['<rect width="22" height="10" y="-9" class="band"/>', 'usual'],
    ['<rect width="22" height="10" y="-9" class="breach"/>', 'breach'],
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
    '<style>text{font:12px sans-serif;fill:#333}.now{fill:none;stroke:#1f60c4;stroke-width:2}',
    '.expected{fill:none;stroke:#555;stroke-width:1.5;stroke-dasharray:5 4}.band{fill:#d9e3f0}.breach{fill:url(#hatch)}</style>',
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
    '<rect width="6" height="6" fill="#fbe3e3"/><line y2="6" stroke="#c4162a" stroke-width="2"/></pattern></defs>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="18" style="font-weight:bold">${title}</text>`,
    ...legend.map(
      ([mark, name], index) =>
        `<g transform="translate(${[430, 500, 592, 670][index]},18)">${mark}<text x="27">${name}</text></g>`
    ),
    `<polygon points="${band}" class="band"/>`,
    `<g class="breach">${breaches.join('')}</g>`,
    `<polyline points="${line(({ expected }) => expected)}" class="expected"/>`,
    `<polyline points="${line(({ now }) => now)}" class="now"/>`,
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(0)}" y2="${y(0)}" stroke="#999"/>`,
    ...[0, top / 2.2, top / 1.1].map(
      (value) => `<text x="${LEFT - 6}" y="${Number(y(value)) + 4}" text-anchor="end">${Math.round(value)}</text>`
    ),
    ...hours.map(
      ({ time }) =>
        `<text x="${x(time)}" y="${HEIGHT - 14}" text-anchor="middle">${new Date(time * 1000).toISOString().slice(11, 16)}</text>`
    ),
    '</svg>',
    '',
  ].join('\n');
}
