import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import {
  findTemplates,
  renderTemplates,
  saveTemplates,
  type Rendered,
  type SampleAlert,
  type StoredTemplates,
} from '../../grafana/templates';
import { SHORT, SLACK_COLOR, SLACK_TEXT, SLACK_TITLE } from '../../policy/message';
import { OUR_TEMPLATE_GROUP } from '../../policy/templateGroup';

const MESSAGES = 'messages';

/** How long a person rests before what is typed is shown as it will be. */
const REST = 400;

/** Our group of message templates; null where it was not made yet. */
export function useTemplates() {
  return useQuery({ queryKey: [MESSAGES], queryFn: async () => (await findTemplates()) ?? null });
}

export function useSaveTemplates() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ content, opened }: { content: string; opened: StoredTemplates | null }) =>
      saveTemplates(content, opened ?? undefined),
    onSuccess: () => client.invalidateQueries({ queryKey: [MESSAGES] }),
  });
}

/** A message as it will be in Slack and on a phone, or what is wrong with it. */
export interface Shown {
  title: string;
  text: string;
  color: string;
  short: string;
}

/** Has Grafana make a message of these templates; without `content` of those that it stores. */
export async function showMessage(
  content: string,
  alerts: readonly SampleAlert[]
): Promise<Shown | { problem: string }> {
  const rendered = await renderTemplates(content, [SLACK_TITLE, SLACK_TEXT, SLACK_COLOR, `{{ ${SHORT} }}`], alerts);
  const problem = rendered.map(problemOf).find((one) => one !== undefined);
  if (problem !== undefined) {
    return { problem };
  }
  const [title = '', text = '', color = '', short = ''] = rendered.map((one) => ('text' in one ? one.text : ''));
  return { title, text, color, short };
}

function problemOf(rendered: Rendered): string | undefined {
  return 'problem' in rendered ? rendered.problem : undefined;
}

/** What `showMessage` shows, a moment after the last key. */
export function useShownMessage(content: string | undefined, alerts: readonly SampleAlert[]) {
  const stored = useTemplates();
  const current = content ?? (stored.data === null ? OUR_TEMPLATE_GROUP : stored.data?.spec.content);
  const asked = JSON.stringify([current, alerts]);
  const rested = useRested(asked);
  return useQuery({
    queryKey: ['shown-message', rested],
    queryFn: () => showMessage(current ?? '', alerts),
    enabled: current !== undefined && rested === asked,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
