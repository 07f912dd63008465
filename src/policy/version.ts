/** The version of a policy's spec that this release writes. */
export const POLICY_VERSION = 3;
