// completion: a script with which a shell completes what is typed.
#include <iostream>
#include <memory>

#include "clients/terminal/command_line/completion.h"
#include "clients/terminal/verbs/verbs.h"

namespace krul::terminal {

void AddCompletionVerb(CLI::App& app, Terminal& terminal) {
  const auto shell = std::make_shared<std::string>();
  AddVerb(app, terminal, "completion", "source <(krul completion bash)",
          [&app, shell] {
            const auto verbs = CompletedVerbs(app);
            std::cout << (*shell == "bash"  ? BashCompletion(verbs)
                          : *shell == "zsh" ? ZshCompletion(verbs)
                                            : FishCompletion(verbs));
            return ExitCode::kOk;
          })
      ->add_option("SHELL", *shell)
      ->required()
      ->type_name("")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

}  // namespace krul::terminal
