// What a receptionist does at the form, key by key.
export class Receptionist {
  constructor(page) {
    this.page = page;
  }

  key = (name) => this.page.keyboard.press(name);
  type = (text) => this.page.keyboard.type(text);
  sentence = () => this.page.locator(".sentence");
  saved = () => this.page.locator(".saved-confirmed .saved-line");
  pending = () => this.page.locator(".pending-button");

  /** The usual call, up to the reason; the caret is at the first field. */
  async fillIn({who = "anna", name, phone, reason = ""}) {
    await this.page.locator("#who:focus").waitFor();
    await this.type(who);
    await this.key("Enter");
    await this.type(name);
    await this.key("Tab");
    await this.type(phone);
    await this.key("Tab");
    await this.key("Tab");
    await this.type(reason);
  }

  /** Reads back, hears yes, saves. */
  async readBackAndSave() {
    await this.key("Control+Enter");
    await this.page.locator(".question .primary:focus").waitFor();
    await this.key("Enter");
    await this.page.locator(".save:not([aria-disabled]):focus").waitFor();
    await this.key("Control+Enter");
  }

  async note(call) {
    await this.fillIn(call);
    await this.readBackAndSave();
    await this.saved().waitFor();
  }
}
