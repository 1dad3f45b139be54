/** The build-time part of the extension: finds the functions and event records, and fails the build on wrong use. */
@NullMarked
package dev.baton.deployment;

import org.jspecify.annotations.NullMarked;
