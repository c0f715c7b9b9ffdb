import dialogs from "./nl/dialogs.js";
import shell from "./nl/shell.js";
import takeACall from "./nl/take_a_call.js";

export default {...dialogs, ...shell, ...takeACall};
