import { channelAdvice } from './channelAdvice';

// Each as Grafana 12.3.0 hands it on.
it.each([
  [
    'failed to send email: gomail: could not send email 1: 550 "5.1.1 no such user here"',
    /takes no mail for this address/,
  ],
  ["SMTP not configured, check your grafana.ini config file's [smtp] section", /no mail server yet/],
  ['webhook response status 401 Unauthorized', /did not let Grafana in/],
  ['webhook response status 404 Not Found', /nothing at this address/],
  ['send notification to Pagerduty: webhook response status 400 Bad Request', /could not use what it was sent/],
  ['webhook response status 429 Too Many Requests', /no more messages at the moment/],
  ['webhook response status 503 Service Unavailable', /a problem of its own/],
  ['Post "…": context deadline exceeded', /may still have arrived/],
  ['Post "…": dial tcp 127.0.0.1:5500: connect: connection refused', /could not reach this address/],
])('says what to do about %s', (answer, advice) => {
  expect(channelAdvice(answer)).toMatch(advice);
});

it('says nothing of what it does not know', () => {
  expect(channelAdvice('the cat sat on the cable')).toBeUndefined();
});
