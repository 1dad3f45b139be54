/** The command {@code baton dead-letters}, which works on the database without a running application. */
@NullMarked
package dev.baton.cli.deadletters;

import org.jspecify.annotations.NullMarked;
