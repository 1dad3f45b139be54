/** Why the triggers cannot run. */
package dev.baton.triggers.error;
