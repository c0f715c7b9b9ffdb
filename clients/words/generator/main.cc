// krul-words WORDS_FOLDER KEYS_FILE OUTPUT_FOLDER: the catalogue, made into what both desks are built of. A host
// program: it runs while building, and refuses a catalogue that is not whole with one line a fault.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "clients/words/generator/javascript.h"
#include "clients/words/generator/sentences_page.h"
#include "clients/words/generator/terminal_source.h"

namespace {

std::string Read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void Write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

int Run(const std::filesystem::path& words, const std::filesystem::path& keys, const std::filesystem::path& output) {
  std::vector<std::string> faults;
  const krul::words::Catalogue catalogue = krul::words::ReadCatalogue(
      {.dutch = Read(words / "nl.yaml"), .english = Read(words / "en.yaml"), .keys = Read(keys)}, faults);
  for (const std::string& fault : faults) std::cerr << fault << '\n';
  if (!faults.empty()) return 1;
  std::filesystem::create_directories(output);
  Write(output / "words_nl.js", krul::words::JavascriptSentences(catalogue.dutch, "nl"));
  Write(output / "words_en.js", krul::words::JavascriptSentences(catalogue.english, "en"));
  Write(output / "keys.js", krul::words::JavascriptKeys(catalogue.keys));
  Write(output / "names.h", krul::words::NamesHeader(catalogue));
  Write(output / "sentences.cc", krul::words::SentencesSource(catalogue));
  Write(output / "SENTENCES.md", krul::words::SentencesPage(catalogue));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: krul-words WORDS_FOLDER KEYS_FILE OUTPUT_FOLDER\n";
    return 2;
  }
  try {
    return Run(argv[1], argv[2], argv[3]);
  } catch (const std::exception& fault) {
    std::cerr << "krul-words: " << fault.what() << '\n';
    return 1;
  }
}
