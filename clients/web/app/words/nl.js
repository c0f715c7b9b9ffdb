import shell from "./nl/shell.js";
import takeACall from "./nl/take_a_call.js";

export default {...shell, ...takeACall};
