import { OrgRole } from '@grafana/data';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { OUR_TEMPLATE_GROUP, TEMPLATE_GROUP, templateGroup, textsIn } from '../../policy/templateGroup';
import { OUR_TEXTS } from '../../policy/texts';
import { MESSAGES_PATH } from '../routes';
import { openPage } from '../test/page';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const type = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(new RegExp(`^${label}`)), { target: { value } });
const button = (name: string) => screen.getByRole('button', { name });
const example = () => screen.findByRole('figure', { name: 'In Slack' });
const stored = () => textsIn(grafana.templates.get(TEMPLATE_GROUP)?.content ?? '');
const store = (content: string) => grafana.templates.set(TEMPLATE_GROUP, { title: TEMPLATE_GROUP, content });

it('shows what is typed as Slack will, and stores it', async () => {
  const { toasts } = openPage(MESSAGES_PATH);
  expect(await example()).toHaveTextContent('🚨 [CRITICAL] Orders fall@channel Orders 40% below expected');
  expect(button('Save texts')).toBeDisabled();
  await type('Title', 'Hear: {{ .CommonLabels.alertname }} & <b>');
  await waitFor(async () => expect(await example()).toHaveTextContent('🚨 Hear: Orders fall & <b>'));
  await userEvent.click(screen.getByRole('radio', { name: 'Its end' }));
  await waitFor(async () =>
    expect(await example()).toHaveTextContent('✅ Hear: Orders fall & <b>Orders back to normal')
  );
  await userEvent.click(button('Save texts'));
  await waitFor(() => expect(toasts).toHaveLength(1));
  expect(stored()?.en.title).toBe('Hear: {{ .CommonLabels.alertname }} & <b>');
  expect(stored()?.ko).toEqual(OUR_TEXTS.ko);
  expect(button('Save texts')).toBeDisabled();
});

it('puts what a message can say where the cursor is', async () => {
  openPage(MESSAGES_PATH);
  await type('Short text', 'Call: !');
  const area = screen.getByLabelText<HTMLTextAreaElement>(/^Short text/);
  area.setSelectionRange(6, 6);
  await userEvent.click(screen.getByRole('combobox', { name: 'Insert into: Short text' }));
  await userEvent.click(await screen.findByRole('option', { name: /How many breaches it tells/ }));
  expect(area).toHaveValue('Call: {{ len .Alerts }}!');
});

it('refuses what is no template, with a sentence, and stores nothing', async () => {
  openPage(MESSAGES_PATH);
  await type('Text', '{{ if .Status }}no end');
  await userEvent.click(button('Save texts'));
  expect((await screen.findAllByText('A text can’t be read as a template')).length).toBeGreaterThan(0);
  expect(grafana.writes).toEqual([]);
  expect(screen.getByLabelText(/^Text/)).toHaveValue('{{ if .Status }}no end');
});

it('does not overwrite what somebody else wrote meanwhile, unless it is told to', async () => {
  store(OUR_TEMPLATE_GROUP);
  openPage(MESSAGES_PATH);
  await type('Title', 'Mine');
  store(templateGroup({ ...OUR_TEXTS, en: { ...OUR_TEXTS.en, title: 'Theirs' } }));
  await userEvent.click(button('Save texts'));
  await screen.findByText(/Somebody else changed the texts/);
  expect(stored()?.en.title).toBe('Theirs');
  await userEvent.click(button('Show theirs, and give up mine'));
  await waitFor(() => expect(screen.getByLabelText(/^Title/)).toHaveValue('Theirs'));
  await type('Title', 'Mine again');
  await userEvent.click(button('Save texts'));
  await waitFor(() => expect(stored()?.en.title).toBe('Mine again'));
});

it('goes back to our words, of both languages', async () => {
  store(
    templateGroup({
      ...OUR_TEXTS,
      ko: { ...OUR_TEXTS.ko, title: '제목' },
      mention: { ...OUR_TEXTS.mention, info: 'here' },
    })
  );
  openPage(MESSAGES_PATH);
  await userEvent.click(await screen.findByRole('radio', { name: '한국어' }));
  expect(screen.getByLabelText(/^Title/)).toHaveValue('제목');
  await userEvent.click(button('Back to our words'));
  await userEvent.click(button('Save texts'));
  await waitFor(() => expect(stored()).toEqual(OUR_TEXTS));
});

it('says that somebody rewrote the templates', async () => {
  store('{{ define "kpiwatch.title" }}mine{{ end }}');
  openPage(MESSAGES_PATH);
  expect(await screen.findByText('Somebody rewrote these templates in Grafana')).toBeInTheDocument();
});

it('is for Editors', () => {
  openPage(MESSAGES_PATH, OrgRole.Viewer);
  expect(screen.getByText('An Editor is needed here')).toBeInTheDocument();
});
