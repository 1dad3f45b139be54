/** An application whose function receives messages of an AMQP broker. */
@NullMarked
package dev.baton.it.amqp;

import org.jspecify.annotations.NullMarked;
