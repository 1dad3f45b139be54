alter table orders_order add column customer text;
