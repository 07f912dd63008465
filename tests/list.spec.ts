import { PolicyList } from './pages/PolicyList';
import { deletePolicy, putPolicy } from './support/policies';
import { expect, test } from './support/test';

const SEARCHES = { id: 'kw-list-1', title: 'Searches fall (list)', kpi: 'searches', owner: 'Search team' };
const SIGNUPS = { id: 'kw-list-2', title: 'Sign-ups fall (list)', kpi: 'signups', owner: 'Growth team' };

test.describe('the list of policies', () => {
  test.beforeAll(async ({ api }) => {
    const admin = await api('Admin');
    await putPolicy(admin, SEARCHES);
    await putPolicy(admin, SIGNUPS);
  });

  test.afterAll(async ({ api }) => {
    const admin = await api('Admin');
    await deletePolicy(admin, SEARCHES.id);
    await deletePolicy(admin, SIGNUPS.id);
  });

  test('what it is narrowed to is kept in its address', async ({ visit }) => {
    const page = await visit();
    const list = new PolicyList(page);
    await list.open();
    await expect(list.row(SEARCHES.title)).toBeVisible();
    await expect(list.row(SIGNUPS.title)).toBeVisible();

    await list.search.fill('fall (list)');
    await list.chooseOwner('Growth team');

    await expect(list.row(SIGNUPS.title)).toBeVisible();
    await expect(list.row(SEARCHES.title)).toHaveCount(0);
    await expect(page).toHaveURL((url) => url.searchParams.get('owner') === 'Growth team');

    await page.reload();
    await expect(list.search).toHaveValue('fall (list)');
    await expect(list.owner).toHaveValue('Growth team');
    await expect(list.row(SIGNUPS.title)).toBeVisible();
    await expect(list.row(SEARCHES.title)).toHaveCount(0);
  });

  test('a link shows what it was sent for, and filters without a match are cleared', async ({ visit }) => {
    const page = await visit();
    const list = new PolicyList(page);
    await list.open(`?text=${encodeURIComponent('searches')}&owner=${encodeURIComponent('Growth team')}`);
    await expect(page.getByText('No policy matches these filters')).toBeVisible();

    await page.getByRole('button', { name: 'Clear filters' }).click();

    await expect(list.row(SEARCHES.title)).toBeVisible();
    await expect(list.row(SIGNUPS.title)).toBeVisible();
    await expect(page).toHaveURL((url) => url.search === '');
  });

  test('it is narrowed to a state', async ({ visit }) => {
    const page = await visit();
    const list = new PolicyList(page);
    await list.open();
    await list.pause(SEARCHES.title);
    await expect(list.row(SEARCHES.title)).toContainText('Paused');

    await list.chooseState('Paused');

    await expect(list.row(SEARCHES.title)).toBeVisible();
    await expect(list.row(SIGNUPS.title)).toHaveCount(0);
    await expect(page).toHaveURL(/[?&]state=/);
  });
});
