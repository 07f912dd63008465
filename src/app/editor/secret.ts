/** Of a field for a secret: it is masked, and no password manager may offer to keep it. */
export const SECRET = { type: 'password', autoComplete: 'new-password' } as const;
