/**
 * Tests that break everything that can break while the platform runs, and prove from outside that nothing is lost,
 * duplicated, or out of order.
 */
package dev.baton.local.chaos;
