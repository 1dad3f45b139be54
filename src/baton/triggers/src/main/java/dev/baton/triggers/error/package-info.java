/** The exception that is thrown when the triggers can't run. */
package dev.baton.triggers.error;
