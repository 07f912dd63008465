import type { Api } from './api';

export function notifierCases({ ask }: Api): void {
  describe('kinds of channel', () => {
    test.each([
      ['slack', 'url', { required: true, secure: true, dependsOn: 'token', element: 'input' }],
      ['slack', 'token', { required: true, secure: true, dependsOn: 'url', element: 'input' }],
      ['slack', 'recipient', { required: true, secure: false, dependsOn: 'url', element: 'input' }],
      ['slack', 'text', { required: false, secure: false, dependsOn: '', element: 'textarea' }],
      ['webhook', 'url', { required: true, secure: false, dependsOn: '', element: 'input' }],
      ['webhook', 'authorization_credentials', { required: false, secure: true, dependsOn: '', element: 'input' }],
      ['email', 'addresses', { required: true, secure: false, dependsOn: '', element: 'textarea' }],
      ['email', 'singleEmail', { required: false, secure: false, dependsOn: '', element: 'checkbox' }],
    ])('say what there is to fill in: %s, %s', async (type, propertyName, option) => {
      const { status, body } = await ask('Viewer', 'GET', '/api/alert-notifiers?version=2');
      expect(status).toBe(200);
      const kind = body.find((one: { type: string }) => one.type === type);
      const current = kind.versions.find(({ version }: { version: string }) => version === kind.currentVersion);
      expect(current).toMatchObject({
        canCreate: true,
        options: expect.arrayContaining([expect.objectContaining({ propertyName, ...option })]),
      });
    });
  });
}
