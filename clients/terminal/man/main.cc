// Prints the manual of krul in scdoc: what a person wrote, with the verbs of the parser in its place.
#include <fstream>
#include <iostream>
#include <string>

#include "clients/terminal/command_line/command_line.h"
#include "clients/terminal/man/verbs_page.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: krul-manual PAGE.scd\n";
    return 2;
  }
  krul::terminal::Terminal terminal;
  CLI::App app("krul", "krul");
  krul::terminal::DeclareCommandLine(app, terminal, "", krul::words::Language::kEnglish);
  std::ifstream page(argv[1]);
  std::string line;
  while (std::getline(page, line)) std::cout << (line == "@VERBS@" ? krul::terminal::VerbsPage(app) : line + "\n");
  return page.eof() && std::cout.flush() ? 0 : 1;
}
