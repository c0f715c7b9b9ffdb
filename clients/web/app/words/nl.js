import actions from "./nl/actions.js";
import board from "./nl/board.js";
import callback from "./nl/callback.js";
import dialogs from "./nl/dialogs.js";
import headOffice from "./nl/head_office.js";
import shell from "./nl/shell.js";
import takeACall from "./nl/take_a_call.js";

// One section a line, so that two people who add one do not meet.
export default {
  ...actions,
  ...board,
  ...callback,
  ...dialogs,
  ...headOffice,
  ...shell,
  ...takeACall,
};
