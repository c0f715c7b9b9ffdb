import actions from "./en/actions.js";
import board from "./en/board.js";
import callback from "./en/callback.js";
import headOffice from "./en/head_office.js";
import shell from "./en/shell.js";
import takeACall from "./en/take_a_call.js";

export default {...actions, ...board, ...callback, ...headOffice, ...shell, ...takeACall};
