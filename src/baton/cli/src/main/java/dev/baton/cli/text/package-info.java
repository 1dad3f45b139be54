/** How the commands phrase their output. */
@NullMarked
package dev.baton.cli.text;

import org.jspecify.annotations.NullMarked;
