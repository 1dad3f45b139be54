/** The command {@code baton manifests}. */
@NullMarked
package dev.baton.cli.manifests;

import org.jspecify.annotations.NullMarked;
