import { zodResolver } from '@hookform/resolvers/zod';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useEffect, useMemo } from 'react';
import { FormProvider, useForm, type UseFormReturn } from 'react-hook-form';

import { FakeGrafana } from '../../grafana/test/fakeGrafana';
import { POLICY } from '../../grafana/test/samples';
import { useChannelTypes } from '../policies/usePolicies';
import { createQueryClient } from '../queryClient';
import { giveListsRoom } from '../test/page';
import { ChannelFields } from './ChannelFields';
import { fieldsOf, policyFormSchema, type PolicyDraft, type PolicyFields } from './form';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => {
  grafana.reset();
  giveListsRoom();
});
afterAll(() => grafana.server.close());

let form: UseFormReturn<PolicyFields, unknown, PolicyDraft>;

function Form() {
  const types = useChannelTypes().data;
  const schema = useMemo(() => policyFormSchema(POLICY.id, types), [types]);
  const made = useForm<PolicyFields, unknown, PolicyDraft>({
    resolver: zodResolver(schema),
    defaultValues: { ...fieldsOf(POLICY), contact: 'channel' },
  });
  useEffect(() => {
    form = made;
  });
  return (
    <FormProvider {...made}>
      <ChannelFields />
    </FormProvider>
  );
}

/** The form with this kind chosen. */
async function openWith(type: string) {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Form />
    </QueryClientProvider>
  );
  await screen.findByLabelText('Kind');
  act(() => form.setValue('channel.type', type));
}

const fill = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function draft(): Promise<PolicyDraft | undefined> {
  let made: PolicyDraft | undefined;
  await act(() => form.handleSubmit((valid) => void (made = valid))());
  return made;
}

it('asks in Grafana’s words for what a kind needs, and makes the contact point of it', async () => {
  await openWith('webhook');
  fill(/^Name of the contact point/, 'gateway');
  fill(/^URL \*/, 'https://gateway.example.com/send');
  fireEvent.click(screen.getByText('More settings, all optional'));
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');
  fill(/^Password/, 'sesame');
  expect(await draft()).toMatchObject({
    policy: { contactPoint: 'gateway' },
    newContactPoint: {
      title: 'gateway',
      integration: { type: 'webhook', settings: { url: 'https://gateway.example.com/send', password: 'sesame' } },
    },
  });
});

it('says which setting is needed, and makes nothing without it', async () => {
  await openWith('webhook');
  expect(await draft()).toBeUndefined();
  expect(screen.getByText('URL is needed')).toBeInTheDocument();
});

it('sends a test message, and shows what was answered without the secrets in it', async () => {
  grafana.slackAnswer = 'Post "https://gateway.example.com/send": no such host';
  await openWith('webhook');
  fill(/^Name of the contact point/, 'gateway');
  fill(/^URL \*/, 'https://gateway.example.com/send');
  await userEvent.click(screen.getByText('Send test message'));
  expect(await screen.findByText('Post "…": no such host')).toBeInTheDocument();
  fill(/^URL \*/, 'https://gateway.example.com/other');
  expect(screen.queryByText(/no such host/)).not.toBeInTheDocument();
});

it('keeps what was typed for a kind while another is looked at', async () => {
  await openWith('webhook');
  fill(/^URL \*/, 'https://gateway.example.com/send');
  act(() => form.setValue('channel.type', 'email'));
  expect(screen.getByLabelText(/^Addresses \*/)).toHaveValue('');
  act(() => form.setValue('channel.type', 'webhook'));
  expect(screen.getByLabelText(/^URL \*/)).toHaveValue('https://gateway.example.com/send');
});

it('begins a channel that people ask for, opens what is to be filled in, and says what it can’t do', async () => {
  await openWith('');
  await userEvent.click(screen.getByRole('button', { name: 'Phone call (Twilio)' }));
  expect(screen.getByText(/it wakes people/)).toBeInTheDocument();
  expect(screen.getByLabelText(/^Payload Variables/)).toHaveValue('to: \nfrom: ');
  fill(/^Name of the contact point/, 'calls');
  fill(/^Payload Variables/, 'to: +821012345678\nfrom: +15550100');
  const made = (await draft())?.newContactPoint;
  expect(made?.integration).toMatchObject({
    type: 'webhook',
    disableResolveMessage: true,
    settings: {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      payload: { vars: { to: '+821012345678', from: '+15550100' } },
    },
  });
});
