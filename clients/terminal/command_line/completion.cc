#include "clients/terminal/command_line/completion.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal {
namespace {

// The words that an option takes, from its check: "{nl,en}" in the parser's own description.
std::vector<std::string> ChoicesOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const size_t open = type.find('{');
  const size_t close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return absl::StrSplit(type.substr(open + 1, close - open - 1), ',');
}

void AddOptions(const CLI::App& app, CompletedVerb& verb) {
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      const std::string full = absl::StrCat("--", name);
      const bool there = std::any_of(verb.options.begin(), verb.options.end(),
                                     [&full](const CompletedOption& known) { return known.name == full; });
      if (there) continue;
      verb.options.push_back({full, option->get_description(), option->get_type_size() > 0,
                              absl::StartsWith(option->get_type_name(), "FILE"), ChoicesOf(*option)});
    }
  }
}

void AddVerbs(CLI::App& root, CLI::App& app, const std::string& path, std::vector<CompletedVerb>& verbs) {
  CompletedVerb verb{path, app.get_description(), {}, {}};
  const auto parts = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* part : parts) verb.next.push_back(part->get_name());
  AddOptions(app, verb);
  AddOptions(root, verb);
  verbs.push_back(std::move(verb));
  for (CLI::App* part : parts) {
    AddVerbs(root, *part, absl::StrCat(path, path.empty() ? "" : " ", part->get_name()), verbs);
  }
}

std::string Quoted(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

std::string WordsOf(const CompletedVerb& verb) {
  std::vector<std::string> words = verb.next;
  for (const CompletedOption& option : verb.options) words.push_back(option.name);
  return absl::StrJoin(words, " ");
}

// Both POSIX-like shells walk over the words typed so far to find which verb they are in.
std::string PathCases(const std::vector<CompletedVerb>& verbs) {
  std::string cases;
  for (const CompletedVerb& verb : verbs) {
    if (!verb.path.empty()) absl::StrAppend(&cases, "      ", Quoted(verb.path), ") path=$next ;;\n");
  }
  return cases;
}

// "for" of which the value is completed, once over all verbs: the same option takes the same values everywhere.
std::vector<CompletedOption> OptionsWithValues(const std::vector<CompletedVerb>& verbs) {
  std::vector<CompletedOption> options;
  for (const CompletedVerb& verb : verbs) {
    for (const CompletedOption& option : verb.options) {
      const bool there = std::any_of(options.begin(), options.end(),
                                     [&option](const CompletedOption& known) { return known.name == option.name; });
      if (option.takes_value && !there) options.push_back(option);
    }
  }
  return options;
}

// "--as|--branch|…": the word behind one of these is its value, and no verb.
std::string TakingAValue(const std::vector<CompletedVerb>& verbs, const char* between) {
  std::vector<std::string> names;
  for (const CompletedOption& option : OptionsWithValues(verbs)) names.push_back(option.name);
  return absl::StrJoin(names, between);
}

}  // namespace

std::vector<CompletedVerb> CompletedVerbs(CLI::App& app) {
  std::vector<CompletedVerb> verbs;
  AddVerbs(app, app, "", verbs);
  return verbs;
}

std::string BashCompletion(const std::vector<CompletedVerb>& verbs) {
  std::string values;
  for (const CompletedOption& option : OptionsWithValues(verbs)) {
    const std::string answer = option.takes_file ? "COMPREPLY=($(compgen -f -- \"$current\"))"
                               : option.choices.empty()
                                   ? "COMPREPLY=()"
                                   : absl::StrCat("COMPREPLY=($(compgen -W ",
                                                  Quoted(absl::StrJoin(option.choices, " ")), " -- \"$current\"))");
    absl::StrAppend(&values, "    ", option.name, ") ", answer, "; return ;;\n");
  }
  std::string words;
  for (const CompletedVerb& verb : verbs) {
    absl::StrAppend(&words, "    ", Quoted(verb.path), ") words=", Quoted(WordsOf(verb)), " ;;\n");
  }
  return absl::StrCat(
      "# Completion of krul for bash: source <(krul completion bash)\n"
      "_krul() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path='' last='' next word "
      "words=''\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case $last in\n"
      "      ",
      TakingAValue(verbs, "|"),
      ") last=''; continue ;;\n"
      "    esac\n"
      "    last=$word\n"
      "    next=${path:+$path }$word\n"
      "    case $next in\n",
      PathCases(verbs),
      "    esac\n"
      "  done\n"
      "  case $previous in\n",
      values,
      "  esac\n"
      "  case $path in\n",
      words,
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}\n"
      "complete -o default -F _krul krul\n");
}

std::string ZshCompletion(const std::vector<CompletedVerb>& verbs) {
  const auto described = [](const std::string& name, const std::string& description) {
    return Quoted(absl::StrCat(absl::StrReplaceAll(name, {{":", "\\:"}}), ":", description));
  };
  std::string values;
  for (const CompletedOption& option : OptionsWithValues(verbs)) {
    const std::string answer = option.takes_file ? "_files"
                               : option.choices.empty()
                                   ? "_message value"
                                   : absl::StrCat("compadd -- ", absl::StrJoin(option.choices, " "));
    absl::StrAppend(&values, "    ", option.name, ") ", answer, "; return ;;\n");
  }
  std::string cases;
  for (const CompletedVerb& verb : verbs) {
    absl::StrAppend(&cases, "    ", Quoted(verb.path), ")\n      words=(");
    for (const std::string& next : verb.next) {
      const std::string path = absl::StrCat(verb.path, verb.path.empty() ? "" : " ", next);
      const auto part =
          std::find_if(verbs.begin(), verbs.end(), [&path](const CompletedVerb& one) { return one.path == path; });
      absl::StrAppend(&cases, described(next, part->description), " ");
    }
    absl::StrAppend(&cases, ")\n      options=(");
    for (const CompletedOption& option : verb.options) {
      absl::StrAppend(&cases, described(option.name, option.description), " ");
    }
    absl::StrAppend(&cases, ") ;;\n");
  }
  return absl::StrCat(
      "#compdef krul\n"
      "# Completion of krul for zsh: krul completion zsh > a folder of $fpath, as _krul\n"
      "_krul() {\n"
      "  local path_='' last='' next word\n"
      "  local -a words_ options typed\n"
      "  typed=(\"${(@)words[2,CURRENT-1]}\")\n"
      "  for word in \"${typed[@]}\"; do\n"
      "    case $last in\n"
      "      (",
      TakingAValue(verbs, "|"),
      ") last=''; continue ;;\n"
      "    esac\n"
      "    last=$word\n"
      "    next=${path_:+$path_ }$word\n"
      "    case $next in\n",
      absl::StrReplaceAll(PathCases(verbs), {{"path=$next", "path_=$next"}}),
      "    esac\n"
      "  done\n"
      "  case ${words[CURRENT-1]} in\n",
      values,
      "  esac\n"
      "  case $path_ in\n",
      absl::StrReplaceAll(cases, {{"      words=(", "      words_=("}}),
      "  esac\n"
      "  if [[ ${words[CURRENT]} != -* ]]; then\n"
      "    (( ${#words_} )) && _describe 'verb' words_ || _files\n"
      "  fi\n"
      "  _describe 'option' options\n"
      "}\n"
      "_krul \"$@\"\n");
}

std::string FishCompletion(const std::vector<CompletedVerb>& verbs) {
  std::string out = absl::StrCat(
      "# Completion of krul for fish: krul completion fish > ~/.config/fish/completions/krul.fish\n"
      "function __krul_path\n"
      "    set -l path ''\n"
      "    set -l last ''\n"
      "    set -l words (commandline -opc)\n"
      "    set -e words[1]\n"
      "    for word in $words\n"
      "        if contains -- \"$last\" ",
      TakingAValue(verbs, " "),
      "\n"
      "            set last ''\n"
      "            continue\n"
      "        end\n"
      "        set last $word\n"
      "        set -l next (string trim \"$path $word\")\n"
      "        switch \"$next\"\n"
      "            case ");
  std::vector<std::string> paths;
  for (const CompletedVerb& verb : verbs) {
    if (!verb.path.empty()) paths.push_back(Quoted(verb.path));
  }
  absl::StrAppend(&out, absl::StrJoin(paths, " "),
                  "\n"
                  "                set path $next\n"
                  "        end\n"
                  "    end\n"
                  "    echo $path\n"
                  "end\n"
                  "function __krul_at\n"
                  "    set -l path (__krul_path)\n"
                  "    test \"$path\" = \"$argv\"\n"
                  "end\n"
                  "complete -c krul -f\n");
  for (const CompletedVerb& verb : verbs) {
    const std::string here = absl::StrCat("complete -c krul -n '__krul_at ", verb.path, "'");
    for (const std::string& next : verb.next) {
      const std::string path = absl::StrCat(verb.path, verb.path.empty() ? "" : " ", next);
      const auto part =
          std::find_if(verbs.begin(), verbs.end(), [&path](const CompletedVerb& one) { return one.path == path; });
      absl::StrAppend(&out, here, " -a ", next, " -d ", Quoted(part->description), "\n");
    }
    for (const CompletedOption& option : verb.options) {
      absl::StrAppend(&out, here, " -l ", option.name.substr(2),
                      !option.takes_value ? ""
                      : option.takes_file ? " -r -F"
                                          : " -x",
                      option.choices.empty() ? "" : absl::StrCat(" -a ", Quoted(absl::StrJoin(option.choices, " "))),
                      " -d ", Quoted(option.description), "\n");
    }
  }
  return out;
}

}  // namespace krul::terminal
