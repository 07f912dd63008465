/** What a person who has no catalogue yet starts from. */
export const EXAMPLE_CATALOGUE = `version: 2
kpis:
  - id: orders
    name: Orders
    description: Orders placed, whatever becomes of them later.
    area: customers
    source:
      kind: table
      table: orders
      time: { column: created_at, type: timestamp }
    value: { kind: count }
    zone: Asia/Seoul
  - id: sales
    name: Sales
    description: What placed orders are worth.
    area: customers
    source:
      kind: table
      table: orders
      time: { column: created_at, type: timestamp }
      filters:
        - { column: status, op: "!=", value: cancelled }
    value: { kind: sum, column: amount }
    unit: currencyKRW
    zone: Asia/Seoul
`;
