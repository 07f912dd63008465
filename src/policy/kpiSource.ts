/** The annotation that says which data source's catalogue an alert's KPI is of: messages link to its page. */
export const KPI_SOURCE = 'kpi_source';
