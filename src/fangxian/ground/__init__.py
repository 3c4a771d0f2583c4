"""What every line of defence stands on: policy, access, places, people, duty, tasks, notices."""
