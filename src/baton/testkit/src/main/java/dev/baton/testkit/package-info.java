/** Test support: delivers events to the functions of the application under test, without a broker. */
@NullMarked
package dev.baton.testkit;

import org.jspecify.annotations.NullMarked;
