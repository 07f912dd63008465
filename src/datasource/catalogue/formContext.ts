import { createContext, useContext } from 'react';
import { useFormContext, type FieldPath } from 'react-hook-form';

import type { CatalogueIssue } from '../../kpi/catalogue/issues';
import { issueMessage } from '../issueText';
import type { KpiFields } from './fields';

/** Names that the database has, to choose from; whatever is typed is taken all the same. */
export interface Suggestions {
  tables: ReadonlyArray<{ name: string; columns: ReadonlyArray<{ name: string }> }>;
}

export const NO_SUGGESTIONS: Suggestions = { tables: [] };

interface KpiForm {
  /** What is to be mended in this KPI, by its own fields. */
  issues: readonly CatalogueIssue[];
  /** Nobody is told that a field is empty before they have been there. */
  isNew: boolean;
  suggestions: Suggestions;
}

export const KpiFormContext = createContext<KpiForm>({ issues: [], isNew: false, suggestions: NO_SUGGESTIONS });

/** What is wrong with a field of the form, in the words that the YAML has for it. */
export function useProblem(name: FieldPath<KpiFields>): string | undefined {
  const { issues, isNew } = useContext(KpiFormContext);
  const { getFieldState, formState } = useFormContext<KpiFields>();
  const { isTouched } = getFieldState(name, formState);
  const issue = issues.find(({ field }) => isAt(field, name));
  return issue && (isTouched || !isNew) ? issueMessage(issue) : undefined;
}

/** What is wrong with a list as such, such as that it is too long. */
export function useListProblem(name: FieldPath<KpiFields>): string | undefined {
  const issue = useContext(KpiFormContext).issues.find(({ field }) => field === name);
  return issue && issueMessage(issue);
}

/** The columns of a table, as far as they are known. */
export function useColumns(table: string): readonly string[] {
  const { suggestions } = useContext(KpiFormContext);
  const name = table.split('.').at(-1);
  const found = suggestions.tables.find((one) => one.name === table || one.name === name);
  return found?.columns.map((column) => column.name) ?? [];
}

export function fieldId(name: FieldPath<KpiFields>): string {
  return `kpiwatch-${name}`;
}

/** An issue may name a part of the field, such as one of its values, or what the field is the first part of. */
function isAt(issueField: string, name: string): boolean {
  return (
    issueField === name ||
    issueField.startsWith(`${name}.`) ||
    name === `${issueField}.column` ||
    name === `${issueField}.kind`
  );
}
