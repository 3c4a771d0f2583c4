"""登录: signing in, passwords and second factors, drawn by ours."""
