/**
 * Baton's public API, and all of it: annotations for event records and functions, the small value types a function returns,
 * and the publisher for code that is no function. Everything in the packages below this one may change in any release.
 */
package dev.baton;
