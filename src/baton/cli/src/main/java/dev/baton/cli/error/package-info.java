/** The exception that a failed command throws. */
package dev.baton.cli.error;
