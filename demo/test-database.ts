/** The admin URL of the database that Jest's setup started. */
export function testDatabaseUrl(): string {
  const url = process.env.KPIWATCH_TEST_MYSQL_URL;
  if (!url) {
    throw new Error(
      'KPIWATCH_TEST_MYSQL_URL is not set: run the tests through Jest with demo/jest-database.ts as globalSetup.'
    );
  }
  return url;
}
