/** Functions that are triggered by time. */
package dev.baton.runtime.schedule;
