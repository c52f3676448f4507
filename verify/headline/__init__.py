"""The headline of the paper, measured on real pairs: plan, trials, statistics, record, tables, figures."""
