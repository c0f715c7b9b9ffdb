import shell from "./en/shell.js";
import takeACall from "./en/take_a_call.js";

export default {...shell, ...takeACall};
