import actions from "./nl/actions.js";
import board from "./nl/board.js";
import callback from "./nl/callback.js";
import headOffice from "./nl/head_office.js";
import shell from "./nl/shell.js";
import takeACall from "./nl/take_a_call.js";

export default {...actions, ...board, ...callback, ...headOffice, ...shell, ...takeACall};
