/** Functions behind any SmallRye channel: messages in, acknowledged after the commit. */
package dev.baton.runtime.channel;
