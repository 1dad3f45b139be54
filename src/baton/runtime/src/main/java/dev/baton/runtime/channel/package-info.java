/** Functions that take their events from any SmallRye channel. Messages are acknowledged after the commit. */
package dev.baton.runtime.channel;
