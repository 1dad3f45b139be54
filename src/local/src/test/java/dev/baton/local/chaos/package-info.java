/**
 * Breaks everything that can break while the platform works, and proves from outside that nothing is lost, twice, or
 * out of order.
 */
package dev.baton.local.chaos;
