package dev.baton.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseSchemaTest {

    private final DatabaseSchema schema = new DatabaseSchema("order");

    @Test
    void qualifiesTablesAndFunctionsOnce() {
        assertThat(schema.qualify("""
                select baton_lock($1), nextval(pg_get_serial_sequence('baton_outbox', 'position'))
                from baton_inbox i join "order".baton_outbox o using (id) where i.function <> 'my_baton_inbox'""")).isEqualTo("""
                select "order".baton_lock($1), nextval(pg_get_serial_sequence('"order".baton_outbox', 'position'))
                from "order".baton_inbox i join "order".baton_outbox o using (id) where i.function <> 'my_baton_inbox'""");
        assertThat(schema.qualify("select 'baton_inbox/' || $1")).isEqualTo("select 'baton_inbox/' || $1");
        assertThat(schema.qualify("select now()")).isEqualTo("select now()");
    }

    @Test
    void givesTheSameTextForTheSameStatement() {
        String statement = "delete from baton_inbox";
        assertThat(schema.qualify(statement)).isSameAs(schema.qualify(new String(statement)));
    }
}
