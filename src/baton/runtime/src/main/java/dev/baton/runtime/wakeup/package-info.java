/**
 * Hints between the processes that share Baton's tables. They let a loop rest for long while nothing happens, and wake
 * it when something does. No guarantee depends on them, because a hint may be lost, late, or given twice: a loop always
 * looks at the tables itself, and looks without a hint now and then.
 */
@NullMarked
package dev.baton.runtime.wakeup;

import org.jspecify.annotations.NullMarked;
