require('./.config/jest-setup');

// An icon, by its file's name. The scaffold's stand-in spends seconds in a regular expression on a picture that comes
// as a data URL, as those of empty states do.
jest.mock('react-inlinesvg', () => {
  const { createElement } = jest.requireActual('react');
  return {
    __esModule: true,
    cacheStore: {},
    default: ({ src }) => createElement('svg', { 'data-testid': src.split('/').pop().replace('.svg', '') }),
  };
});

// No test looks at what a style sheet says, and jsdom would match each of Emotion's rules against each element that a
// query, a click or a list passes by: three quarters of the time of a page's tests. What an element says itself counts.
if (typeof window !== 'undefined') {
  window.getComputedStyle = (element) => element.style;
}
