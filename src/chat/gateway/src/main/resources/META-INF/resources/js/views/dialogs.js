// The dialogs for a new room and a new member.

import { byId, setText } from '../dom.js';

const ROOM = /^[a-z0-9-]{1,64}$/;

export class DialogsView {
  constructor(chat, toasts) {
    setUp('new-room', byId('rooms-new'), async () => {
      const room = await createRoom(chat);
      return () => (location.hash = `#/${room}`);
    });
    setUp('add-member', byId('room-add'), async () => {
      const member = byId('add-member-name').value.trim();
      if (!member) throw new Error('Please enter a name.');
      const { room } = chat.current;
      await chat.addMember(room, member);
      return () => toasts.info(`${member} is now a member of ${room}.`);
    });
  }

  render() {}
}

async function createRoom(chat) {
  const room = byId('new-room-name').value.trim();
  if (!ROOM.test(room)) throw new Error('A room’s name is 1 to 64 small letters, digits and hyphens.');
  const members = byId('new-room-members').value.split(/[,;\s]+/).filter(Boolean);
  await chat.createRoom(room, members);
  return room;
}

/**
 * Sets up the dialog with this id, which `opener` opens. `work` carries out the form, throws an error with the text for
 * the user, and returns the action that follows the dialog.
 */
function setUp(id, opener, work) {
  const dialog = byId(id);
  const form = byId(`${id}-form`);
  const error = byId(`${id}-error`);
  opener.addEventListener('click', () => {
    form.reset();
    setText(error, '');
    dialog.showModal();
  });
  dialog.querySelector('[data-dismiss]').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    setText(error, '');
    try {
      const done = await work();
      dialog.close();
      done();
    } catch (failure) {
      setText(error, failure.message);
    }
  });
}
