-- Policy files are run in an environment of their own: its words are the globals here.
std = "none"
max_line_length = 140
allow_defined = false
read_globals = {
  "rule", "define", "allocation", "check",
  "case", "learner", "qualification", "training", "programme", "mou", "agreement",
  "unit", "abroad", "crediting", "shortening", "part_time", "admission", "establishment",
  "equivalence", "exemption", "certificate", "completion", "extension", "review",
  "stay", "work", "earlier", "elective", "subject", "part", "difference", "component", "institution",
  "param", "term", "ruling", "none",
  "all", "any", "no", "at_least", "at_most", "more_than", "less_than",
  "before", "after", "on_or_before", "on_or_after", "same", "different", "one_of", "covers", "share_covered",
  "multiple_of", "in_force", "in_transition", "given", "every", "some", "fulfils",
  "divide", "lesser_of", "greater_of", "rounded", "up_to", "sum_of", "number_of", "share_of",
  "mean_of", "weighted_mean_of", "largest_of", "smallest_of", "average_of", "each_of", "those",
  "from_table", "age_on", "months_in", "months_after", "years_after", "months_in_all",
  "days_in_all", "eqf",
  "award", "award_qualification", "exempt", "certify", "declare", "shorten", "credit_time",
  "count_as_training", "set_duration", "admit", "inform",
  "refused", "partial", "conditional",
  -- composed in policies/words.lua
  "none_of", "not_given", "when", "between", "within", "within_months", "within_years",
  "at_least_so_many",
}
-- The vocabulary defines words, and may call what the sandbox offers of Lua.
files["policies/*.lua"] = {
  globals = {
    "none_of", "not_given", "when", "between", "within", "within_months", "within_years",
    "at_least_so_many",
  },
  read_globals = {
    "assert", "error", "ipairs", "next", "pairs", "select", "tonumber", "tostring", "type",
    "string", "table", "math",
  },
}
