// Signs in by name where the server allows it, otherwise by token.

import { signIn } from '../api.js';
import { byId, setText } from '../dom.js';
import { sessionOf } from '../session.js';

const NO_NAMES = 'This server has no sign-in by name (that is for development only). Paste a token of your OpenID Connect '
  + 'provider. It stays in this tab.';

/** Shows the form until someone is signed in. Resolves to the session. */
export function showSignIn(notice) {
  byId('signin').hidden = false;
  byId('signin-notice').hidden = !notice;
  setText(byId('signin-notice'), notice ?? '');
  byId('signin-switch').addEventListener('click', () => useToken(!byToken()));
  byId('signin-user').focus();
  return new Promise((resolve) => {
    byId('signin-form').addEventListener('submit', async (event) => {
      event.preventDefault();
      const session = await attempt();
      if (session) resolve(session);
    });
  });
}

const byToken = () => !byId('signin-by-token').hidden;

function useToken(yes, why) {
  byId('signin-by-token').hidden = !yes;
  byId('signin-by-name').hidden = yes;
  if (why) setText(byId('signin-why'), why);
  setText(byId('signin-switch'), yes ? 'Use a name instead' : 'Use a token instead');
  setText(byId('signin-error'), '');
  byId(yes ? 'signin-token' : 'signin-user').focus();
}

async function attempt() {
  setText(byId('signin-error'), '');
  try {
    return byToken() ? sessionOf(byId('signin-token').value) : await byName(byId('signin-user').value.trim());
  } catch (failure) {
    if (failure.status === 404) useToken(true, NO_NAMES);
    else fail(failure.message);
    return null;
  }
}

function byName(user) {
  if (!user) throw new Error('Please enter your name.');
  return signIn(user);
}

function fail(message) {
  setText(byId('signin-error'), message);
  byId(byToken() ? 'signin-token' : 'signin-user').focus();
}
