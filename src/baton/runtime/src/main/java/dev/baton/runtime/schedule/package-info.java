/** Functions that run by the clock. */
package dev.baton.runtime.schedule;
