/** Grafana keeps annotations and labels named `__…__` out of messages. */

/** The annotation that carries the policy's spec. */
export const SPEC_ANNOTATION = '__kpiwatch_policy__';

/** The annotation that says when and how the rules were written. */
export const WRITTEN_ANNOTATION = '__kpiwatch_written__';

/** The annotation that carries what was usual for the policy's KPIs when it was saved. */
export const CALIBRATIONS_ANNOTATION = '__kpiwatch_calibrations__';

/** The label that says when a person last closed the policy's breaches (epoch seconds). */
export const CLOSED_LABEL = '__kpiwatch_closed__';
