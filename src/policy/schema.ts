import { z } from 'zod';

import { DURATION, durationSeconds } from '../kpi/time/duration';

/** The version of a policy's spec that this release writes. */
export const POLICY_VERSION = 1;

export const SEVERITIES = ['critical', 'warning', 'info'] as const;

const percent = z.number().min(1).max(99);

const window = z
  .string()
  .regex(DURATION, 'must be a duration such as 10m')
  .refine(
    (text) => DURATION.test(text) && durationSeconds(text) >= 60 && durationSeconds(text) <= 86_400,
    'must be between 1m and 1d'
  );

const line = z.string().trim().min(1).max(120);

const webLink = z.url({ protocol: /^https?$/, error: 'must be a link that starts with http:// or https://' });

/** What a team says once: which KPIs, what counts as a breach, who is told. It rides on the rule that it compiles to. */
export const policySchema = z
  .strictObject({
    version: z.literal(POLICY_VERSION),
    /** Also the uid of the rule and the name of its group. */
    id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    title: line,
    /** The KPI data source whose catalogue the KPIs are of. */
    datasourceUid: z.string().min(1).max(40),
    kpis: z.array(z.string().min(1)).min(1).max(50),
    /** A breach: in `window`, less than expected by more than `dropPercent` %. */
    dropPercent: percent,
    window,
    /** The breach ends when the drop is below this. */
    recoverPercent: z.number().min(0).max(99),
    /** Fewer expected events than this in `window` are too few to judge. */
    minimumEvents: z.number().int().min(1).max(1_000_000_000),
    severity: z.enum(SEVERITIES),
    owner: line,
    runbook: webLink.optional(),
    /** The Grafana contact point that is told, by name. */
    contactPoint: z.string().min(1),
  })
  .refine(({ recoverPercent, dropPercent }) => recoverPercent < dropPercent, {
    path: ['recoverPercent'],
    error: 'must be lower than the drop that is reported',
  });

export type Policy = z.infer<typeof policySchema>;
export type Severity = Policy['severity'];
